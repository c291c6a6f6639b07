@NullMarked
package dev.weir.server.http;

import org.jspecify.annotations.NullMarked;
