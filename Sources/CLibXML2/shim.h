#pragma once
#include <libxml/xmlversion.h>
// Debian builds libxml2 with ICU: <libxml/encoding.h> then includes <unicode/ucnv.h>, whose enums differ from the ICU
// inside swift-foundation, and clang refuses this module in any compilation that loads Foundation too.
#undef LIBXML_ICU_ENABLED
#include <libxml/parser.h>
#include <libxml/tree.h>
#include <libxml/HTMLparser.h>
#include <libxml/xmlerror.h>
#include <libxml/relaxng.h>
