@NullMarked
package dev.weir.core.file;

import org.jspecify.annotations.NullMarked;
