/** Files of JSON objects, one a line. */
@NullMarked
package dev.weir.processors.files.jsonl;

import org.jspecify.annotations.NullMarked;
