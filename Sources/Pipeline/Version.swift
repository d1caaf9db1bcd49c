/// The version of the program, as `wireroom version`, feeds and the server tell it.
package let wireroomVersion = "0.1.0"

/// Raised whenever the same file may read differently: the next build then reads every file again.
let readingVersion = 1
