@NullMarked
package dev.weir.core.run;

import org.jspecify.annotations.NullMarked;
