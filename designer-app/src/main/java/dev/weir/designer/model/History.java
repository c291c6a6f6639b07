package dev.weir.designer.model;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Undo and redo as snapshots of an immutable value. Edits of one burst (typing into one field, one
 * drag) share a key and become one step. Keeps the last 500 steps. Used by one thread.
 */
public final class History<T> {

    private static final int LIMIT = 500;

    private record Step<T>(String name, Optional<String> burst, T before) {}

    private final Deque<Step<T>> undo = new ArrayDeque<>();
    private final Deque<Step<T>> redo = new ArrayDeque<>();
    private T now;
    private T saved;

    public History(T first) {
        this.now = first;
        this.saved = first;
    }

    public T now() {
        return now;
    }

    /** Makes a new value current; an equal one is no step. */
    public void push(String name, T next) {
        push(name, Optional.empty(), next);
    }

    /**
     * As {@link #push(String, Object)}, joined with the step before if that is of the same burst.
     */
    public void pushBurst(String name, String burst, T next) {
        push(name, Optional.of(burst), next);
    }

    private void push(String name, Optional<String> burst, T next) {
        if (next.equals(now)) {
            return;
        }
        redo.clear();
        boolean joins = burst.isPresent() && !undo.isEmpty() && undo.peek().burst().equals(burst);
        if (!joins) {
            undo.push(new Step<>(name, burst, now));
            if (undo.size() > LIMIT) {
                undo.removeLast();
            }
        }
        now = next;
    }

    /** Changes the current value without a step, for what is derived and not done by the user. */
    public void amend(T next) {
        if (saved.equals(now)) {
            saved = next;
        }
        now = next;
    }

    public void undo() {
        if (!undo.isEmpty()) {
            var step = undo.pop();
            redo.push(new Step<>(step.name(), Optional.empty(), now));
            now = step.before();
        }
    }

    public void redo() {
        if (!redo.isEmpty()) {
            var step = redo.pop();
            undo.push(new Step<>(step.name(), Optional.empty(), now));
            now = step.before();
        }
    }

    /** Name of what {@link #undo} would take back. */
    public Optional<String> undoable() {
        return Optional.ofNullable(undo.peek()).map(Step::name);
    }

    /** Name of what {@link #redo} would do again. */
    public Optional<String> redoable() {
        return Optional.ofNullable(redo.peek()).map(Step::name);
    }

    public void markSaved() {
        saved = now;
    }

    public boolean isSaved() {
        return saved.equals(now);
    }
}
