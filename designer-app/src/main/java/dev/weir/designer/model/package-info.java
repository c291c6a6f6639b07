/** What is edited, free of any toolkit: the document, its history, its graph, its checks. */
@NullMarked
package dev.weir.designer.model;

import org.jspecify.annotations.NullMarked;
