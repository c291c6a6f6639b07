/** What text formats share: reading in pieces, drafts, publishing. */
@NullMarked
package dev.weir.processors.files.text;

import org.jspecify.annotations.NullMarked;
