package dev.weir.api;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.ArrayList;
import java.util.List;

/**
 * A node of a flow: its settings, what it does to schemas, and how to start its work.
 *
 * <p>A processor is a {@code record}. Its components are its settings and its annotations and
 * compact constructor are their only description: the designer's form, the flow-file schema, the
 * reference page and every validation message are derived from them. A compact constructor rejects
 * a wrong combination by throwing {@link IllegalArgumentException} (or {@link InvalidSetting}, to
 * point at one setting). Instances are immutable, are compared with {@code equals} to find out
 * whether a processor has changed, and hold no resources: those belong to the task.
 */
public sealed interface Processor permits Source, Transform, Sink {

    /** Name of the main output. */
    String OUT = "out";

    /**
     * Name of the output for rows that could not be processed; its schema is {@link
     * Rejections#SCHEMA}.
     */
    String ERRORS = "errors";

    /**
     * Name of the output for rows that a check refused; its schema is {@link Rejections#SCHEMA}.
     */
    String REJECTED = "rejected";

    /** Name of the input of a processor that has only one. */
    String INPUT = "input";

    /**
     * The schemas of all outputs, worked out from those of the inputs without running anything.
     *
     * <p>Called at design time whenever a setting or an input schema changes, again before a run,
     * and again when a wire brings a new schema in mid-stream; must be quick, free of side effects
     * and give the same answer each time. A source may look at the real system through the context,
     * within its time limit. Wrong columns and types are reported with {@link
     * DesignContext#problem}, all of them, not only the first; after a reported problem the
     * returned schemas are ignored.
     *
     * @param inputs a schema for every input that is wired; never called while one is unknown
     */
    Outputs outputSchemas(Inputs inputs, DesignContext context) throws Exception;

    /**
     * The inputs. A processor that takes any number of inputs, named by the flow's author, returns
     * {@link InputPort#ANY}.
     */
    default List<InputPort> inputPorts() {
        return this instanceof Source<?> ? List.of() : List.of(InputPort.of(INPUT));
    }

    /**
     * Names of the outputs, in the order in which they are shown: {@code out} (unless this is a
     * sink) and what {@link Port} declares. Overridden where ports follow from settings.
     */
    default List<String> outputPorts() {
        var names = new ArrayList<String>();
        if (!(this instanceof Sink<?>)) {
            names.add(OUT);
        }
        for (Port port : getClass().getAnnotationsByType(Port.class)) {
            names.add(port.name());
        }
        return names;
    }

    /**
     * Whether the inputs may carry a family of schemas keyed by {@code _table} (see {@link
     * WireSchema.Family}).
     */
    default boolean takesFamily() {
        return false;
    }

    /**
     * Whether each row is worked on by itself, so that {@code parallel} instances may share any
     * wire. Otherwise such a wire must be partitioned by {@code hash}.
     */
    default boolean stateless() {
        return false;
    }

    /**
     * Name of the processor in flow files: lower case, words joined by dashes. The major version
     * changes when settings change so that old files no longer mean the same; {@code type: mask@1}
     * pins it.
     */
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE)
    @interface Named {
        String value();

        int version() default 1;

        /**
         * Group in the palette: {@code Sources}, {@code Transforms}, {@code Quality}, {@code Sinks}
         * …
         */
        String group() default "";
    }
}
