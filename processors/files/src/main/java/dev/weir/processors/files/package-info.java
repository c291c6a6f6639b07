/** Files as sources and sinks: CSV, JSON lines, Parquet. */
@NullMarked
package dev.weir.processors.files;

import org.jspecify.annotations.NullMarked;
