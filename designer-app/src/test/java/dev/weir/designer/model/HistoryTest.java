package dev.weir.designer.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class HistoryTest {

    private final History<String> history = new History<>("a");

    @Test
    void undoesAndRedoes() {
        history.push("to b", "b");
        history.push("to c", "c");

        history.undo();
        assertEquals("b", history.now());
        assertEquals(Optional.of("to b"), history.undoable());
        assertEquals(Optional.of("to c"), history.redoable());

        history.redo();
        assertEquals("c", history.now());
        assertEquals(Optional.empty(), history.redoable());
    }

    @Test
    void typingIsOneStep() {
        history.pushBurst("type", "field", "ab");
        history.pushBurst("type", "field", "abc");
        history.pushBurst("type", "other field", "abcd");

        history.undo();
        assertEquals("abc", history.now());
        history.undo();
        assertEquals("a", history.now());
    }

    @Test
    void typingAfterUndoIsAStepOfItsOwn() {
        history.pushBurst("type", "field", "ab");
        history.undo();
        history.redo();
        history.pushBurst("type", "field", "abc");

        history.undo();
        assertEquals("ab", history.now());
    }

    @Test
    void anEqualValueIsNoStep() {
        history.push("nothing", "a");

        assertEquals(Optional.empty(), history.undoable());
        assertTrue(history.isSaved());
    }

    @Test
    void knowsWhetherTheSavedValueIsBack() {
        history.push("to b", "b");
        assertFalse(history.isSaved());
        history.undo();
        assertTrue(history.isSaved());
    }

    @Test
    void whatIsDerivedIsNeitherAStepNorUnsaved() {
        history.amend("a, laid out");

        assertEquals(Optional.empty(), history.undoable());
        assertTrue(history.isSaved());
    }

    @Test
    void forgetsWhatIsTooLongAgo() {
        for (int i = 0; i < 600; i++) {
            history.push("count", "a" + i);
        }
        for (int i = 0; i < 600; i++) {
            history.undo();
        }
        assertEquals("a99", history.now());
    }
}
