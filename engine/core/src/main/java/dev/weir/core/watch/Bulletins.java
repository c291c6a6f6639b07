package dev.weir.core.watch;

import java.util.ArrayDeque;
import java.util.List;

/** The newest bulletins of a flow. Safe for use by many threads. */
public final class Bulletins {
    private static final int KEPT = 200;

    private final ArrayDeque<Bulletin> newest = new ArrayDeque<>();

    public synchronized void add(Bulletin bulletin) {
        if (newest.size() == KEPT) {
            newest.removeFirst();
        }
        newest.addLast(bulletin);
    }

    public synchronized List<Bulletin> all() {
        return List.copyOf(newest);
    }
}
