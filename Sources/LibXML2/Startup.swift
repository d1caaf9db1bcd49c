import CLibXML2

/// Prepares libxml2's global tables: call it once in `main`, before any task or thread parses.
package func startLibXML2() { xmlInitParser() }
