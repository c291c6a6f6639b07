/**
 * Projects and flow files: YAML text to {@link dev.weir.core.file.Flow}, and edits back to text.
 */
@NullMarked
package dev.weir.core.file;

import org.jspecify.annotations.NullMarked;
