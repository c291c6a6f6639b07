/** Parquet files, read and written by the database that the engine lends. */
@NullMarked
package dev.weir.processors.files.parquet;

import org.jspecify.annotations.NullMarked;
