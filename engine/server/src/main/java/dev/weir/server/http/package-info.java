/**
 * The HTTP and WebSocket API: deploys, runs and watches flows, as {@code openapi.yaml} describes.
 */
@NullMarked
package dev.weir.server.http;

import org.jspecify.annotations.NullMarked;
