/** An example of a plugin: what a stranger would write. */
@NullMarked
package com.example.weir.text;

import org.jspecify.annotations.NullMarked;
