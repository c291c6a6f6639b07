package dev.weir.core.spec;

import dev.weir.api.ByteSize;
import dev.weir.api.Column;
import dev.weir.api.ColumnType;
import dev.weir.api.Connection;
import dev.weir.api.Default;
import dev.weir.api.Doc;
import dev.weir.api.Expression;
import dev.weir.api.FilePath;
import dev.weir.api.Formerly;
import dev.weir.api.Processor;
import dev.weir.api.Query;
import dev.weir.api.Range;
import dev.weir.api.Secret;
import dev.weir.api.Share;
import dev.weir.core.file.Node;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads settings from record classes: the one place where a component becomes a setting. A class
 * that cannot be read is its author's mistake and is refused with what to mend.
 */
final class SettingReader {
    private static final int DEEPEST = 8;

    /** Kinds that one class stands for. */
    private static final Map<Class<?>, Kind> SIMPLE =
            Map.ofEntries(
                    Map.entry(String.class, new Kind.Text()),
                    Map.entry(Secret.class, new Kind.Hidden()),
                    Map.entry(boolean.class, new Kind.Flag()),
                    Map.entry(Boolean.class, new Kind.Flag()),
                    Map.entry(double.class, new Kind.Real()),
                    Map.entry(Double.class, new Kind.Real()),
                    Map.entry(BigDecimal.class, new Kind.Real()),
                    Map.entry(Duration.class, new Kind.Time()),
                    Map.entry(ByteSize.class, new Kind.Bytes()),
                    Map.entry(Share.class, new Kind.SharePercent()),
                    Map.entry(Column.class, new Kind.ColumnName()),
                    Map.entry(ColumnType.class, new Kind.ColumnTypeName()),
                    Map.entry(Expression.class, new Kind.ExpressionText()),
                    Map.entry(Query.class, new Kind.QueryText()),
                    Map.entry(FilePath.class, new Kind.Path()));

    private int depth;

    private SettingReader() {}

    static List<Setting> settings(Class<?> record) {
        return new SettingReader().read(record);
    }

    private List<Setting> read(Class<?> record) {
        if (++depth > DEEPEST) {
            throw new IllegalArgumentException(record.getName() + " is nested too deep");
        }
        var settings = new ArrayList<Setting>();
        for (RecordComponent component : components(record)) {
            settings.add(setting(component));
        }
        depth--;
        return settings;
    }

    static RecordComponent[] components(Class<?> record) {
        RecordComponent[] components = record.getRecordComponents();
        if (components == null) {
            throw new IllegalArgumentException(record.getName() + " is not a record");
        }
        return components;
    }

    private Setting setting(RecordComponent component) {
        Doc doc = component.getAnnotation(Doc.class);
        if (doc == null) {
            throw wrong(component, "has no @Doc");
        }
        String name = dashed(component.getName());
        if (depth == 1 && Node.RESERVED.contains(name)) {
            throw wrong(
                    component,
                    "cannot be a setting: " + name + " means something else in every processor");
        }
        Default preset = component.getAnnotation(Default.class);
        Formerly formerly = component.getAnnotation(Formerly.class);
        boolean optional = component.getType() == Optional.class;
        Type type = optional ? argument(component.getGenericType(), 0) : component.getGenericType();
        return new Setting(
                name,
                component.getName(),
                kind(type, component),
                !optional && preset == null,
                Optional.ofNullable(preset).map(Default::value),
                doc.value() + choices(type),
                doc.example(),
                formerly == null ? List.of() : List.of(formerly.value()));
    }

    private Kind kind(Type type, RecordComponent component) {
        if (type instanceof ParameterizedType generic) {
            if (generic.getRawType() == List.class) {
                return new Kind.Many(kind(argument(type, 0), component));
            }
            if (generic.getRawType() == Map.class && argument(type, 0) == String.class) {
                return new Kind.Keyed(kind(argument(type, 1), component));
            }
        }
        if (!(type instanceof Class<?> c)) {
            throw wrong(component, "has a type without an editor: " + type.getTypeName());
        }
        Kind simple = SIMPLE.get(c);
        if (simple != null) {
            return simple;
        }
        if (c == int.class || c == Integer.class) {
            return whole(component, Integer.MIN_VALUE, Integer.MAX_VALUE);
        }
        if (c == long.class || c == Long.class) {
            return whole(component, Long.MIN_VALUE, Long.MAX_VALUE);
        }
        if (c.isEnum()) {
            return new Kind.Choice(constants(c).stream().map(SettingReader::dashed).toList());
        }
        if (Connection.class.isAssignableFrom(c)) {
            return new Kind.ConnectionRef(c.asSubclass(Connection.class));
        }
        if (c.isSealed()) {
            return new Kind.OneOf(
                    Arrays.stream(c.getPermittedSubclasses()).map(this::alternative).toList());
        }
        if (c.isRecord()) {
            return new Kind.Group(c.asSubclass(Record.class), read(c));
        }
        throw wrong(component, "has a type without an editor: " + type.getTypeName());
    }

    private Kind.Alternative alternative(Class<?> type) {
        if (!type.isRecord()) {
            throw new IllegalArgumentException(type.getName() + " is not a record");
        }
        Processor.Named named = type.getAnnotation(Processor.Named.class);
        Doc doc = type.getAnnotation(Doc.class);
        var group = new Kind.Group(type.asSubclass(Record.class), read(type));
        return new Kind.Alternative(
                named == null ? dashed(type.getSimpleName()) : named.value(),
                doc == null ? "" : doc.value(),
                group,
                group.settings().size() == 1);
    }

    private static Kind whole(RecordComponent component, long min, long max) {
        Range range = component.getAnnotation(Range.class);
        if (range == null) {
            return new Kind.Whole(min, max);
        }
        long lowest = Math.max(min, range.min());
        long highest = Math.min(max, range.max());
        return new Kind.Whole(lowest, highest);
    }

    /** What the constants of an enum mean, as far as they say so. */
    private static String choices(Type type) {
        var text = new StringBuilder();
        if (type instanceof Class<?> c && c.isEnum()) {
            for (Enum<?> constant : constants(c)) {
                Doc doc = doc(c, constant.name());
                if (doc != null) {
                    text.append(" `").append(dashed(constant)).append("`: ").append(doc.value());
                }
            }
        }
        return text.toString();
    }

    private static @Nullable Doc doc(Class<?> type, String constant) {
        try {
            return type.getField(constant).getAnnotation(Doc.class);
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException(e);
        }
    }

    static List<Enum<?>> constants(Class<?> type) {
        var constants = new ArrayList<Enum<?>>();
        for (Object constant : type.getEnumConstants()) {
            constants.add((Enum<?>) constant);
        }
        return constants;
    }

    static String dashed(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** {@code batchSize} to {@code batch-size}. */
    static String dashed(String camelCase) {
        var name = new StringBuilder();
        for (int i = 0; i < camelCase.length(); i++) {
            char c = camelCase.charAt(i);
            if (Character.isUpperCase(c) && i > 0) {
                name.append('-');
            }
            name.append(Character.toLowerCase(c));
        }
        return name.toString();
    }

    static Type argument(Type type, int index) {
        return ((ParameterizedType) type).getActualTypeArguments()[index];
    }

    private static IllegalArgumentException wrong(RecordComponent component, String what) {
        return new IllegalArgumentException(
                "%s.%s %s"
                        .formatted(
                                component.getDeclaringRecord().getName(),
                                component.getName(),
                                what));
    }
}
