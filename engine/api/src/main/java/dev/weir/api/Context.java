package dev.weir.api;

import java.time.Clock;
import java.time.Instant;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * What the engine lends to a running task. Its methods may be called from the task's thread only.
 */
public interface Context {

    /** Key of the processor in the flow. */
    String processor();

    /** The flow and the run that the task works for. */
    Run run();

    /** Schemas of the inputs, valid for the life of the task. */
    Inputs inputs();

    /** Schemas of the outputs, as {@link Processor#outputSchemas} gave them. */
    Outputs outputs();

    /**
     * Whether anything reads what is emitted to a port; if not, a task need not make its rows and
     * only {@linkplain Output#count counts} them. Does not change during the life of the task.
     */
    default boolean isRead(String port) {
        return true;
    }

    /** Memory of this task; the engine fails a task that has not given all of it back on close. */
    BufferAllocator allocator();

    /** The only clock that a task may read. */
    Clock clock();

    /** Files of the outside world. */
    Storage storage();

    /** Compiles an expression for batches of a schema. The caller closes it. */
    Evaluator evaluator(Expression expression, Schema schema);

    /** Opens a private in-memory database. The caller closes it. */
    Database database(Database.Access access);

    /**
     * State by key, kept by the engine, checkpointed with the task and spread over 128 key groups.
     * The same name gives the same state.
     */
    KeyedState keyedState(String name);

    /**
     * Asks for {@link TransformTask#timer} at this time of {@link #clock}; setting it twice is
     * once.
     */
    void setTimer(Instant time);

    /** Tells operators something they should know. Never contains values of sensitive columns. */
    void bulletin(Severity severity, String code, String message);

    /** How serious a bulletin is. */
    enum Severity {
        INFO,
        WARNING,
        ERROR
    }
}
