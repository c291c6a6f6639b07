/** What happened to which batch: an append-only log, and an index over it for search. */
@NullMarked
package dev.weir.core.provenance;

import org.jspecify.annotations.NullMarked;
