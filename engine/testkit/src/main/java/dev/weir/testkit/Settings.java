package dev.weir.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.api.ByteSize;
import dev.weir.api.Connection;
import dev.weir.api.Processor;
import dev.weir.api.Secret;
import dev.weir.api.Share;
import dev.weir.core.file.MapNode;
import dev.weir.core.file.YamlDocument;
import dev.weir.core.spec.BindScope;
import dev.weir.core.spec.Binder;
import dev.weir.core.spec.Kind;
import dev.weir.core.spec.ProcessorSpec;
import dev.weir.core.spec.Setting;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Takes a processor to the text of a flow file and back. */
final class Settings {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private Settings() {}

    /**
     * Fails unless the processor can be written as settings, and read back as an equal one.
     *
     * @param folder to which paths are relative
     */
    static void check(Processor processor, Path folder) throws ReflectiveOperationException {
        var spec = ProcessorSpec.of(processor.getClass());
        var text = object(processor, spec.settings());
        if (text.isEmpty()) {
            return; // a connection's settings have names of their own
        }
        var document = YamlDocument.read(text.get().toPrettyString(), "settings.yaml");
        var settings = (MapNode) document.root().orElseThrow();
        var bound = Binder.bind(spec, settings, BindScope.of(folder));
        if (bound.processor().isEmpty() || !bound.problems().isEmpty()) {
            throw new AssertionError(
                    "settings of %s are refused: %s%n%s"
                            .formatted(spec.name(), bound.problems(), text.get()));
        }
        if (!bound.processor().get().equals(processor)) {
            throw new AssertionError(
                    "settings of %s come back as others:%n%s%n%s"
                            .formatted(spec.name(), processor, bound.processor().get()));
        }
        if (spec.toMarkdown().isBlank() || spec.toJsonSchema().isBlank()) {
            throw new AssertionError(spec.name() + " has no reference page or schema");
        }
    }

    private static Optional<ObjectNode> object(Object record, List<Setting> settings)
            throws ReflectiveOperationException {
        var object = JSON.objectNode();
        RecordComponent[] components = record.getClass().getRecordComponents();
        for (int i = 0; i < components.length; i++) {
            var accessor = components[i].getAccessor();
            accessor.setAccessible(true);
            Object value = accessor.invoke(record);
            if (value instanceof Optional<?> optional) {
                if (optional.isEmpty()) {
                    continue;
                }
                value = optional.get();
            }
            if (value instanceof Connection) {
                return Optional.empty();
            }
            object.set(settings.get(i).name(), node(settings.get(i).kind(), value));
        }
        return Optional.of(object);
    }

    private static JsonNode node(Kind kind, Object value) throws ReflectiveOperationException {
        return switch (kind) {
            case Kind.Many(Kind of) -> {
                var list = JSON.arrayNode();
                for (Object item : (List<?>) value) {
                    list.add(node(of, item));
                }
                yield list;
            }
            case Kind.Keyed(Kind of) -> {
                var map = JSON.objectNode();
                for (Map.Entry<?, ?> entry : ((Map<?, ?>) value).entrySet()) {
                    map.set((String) entry.getKey(), node(of, entry.getValue()));
                }
                yield map;
            }
            case Kind.Group(_, List<Setting> settings) -> object(value, settings).orElseThrow();
            case Kind.OneOf(List<Kind.Alternative> alternatives) -> {
                var chosen =
                        alternatives.stream()
                                .filter(a -> a.group().type() == value.getClass())
                                .findFirst()
                                .orElseThrow();
                var group = object(value, chosen.group().settings()).orElseThrow();
                yield JSON.objectNode().set(chosen.name(), group);
            }
            default -> JSON.textNode(text(value).replace("${", "$${"));
        };
    }

    private static String text(Object value) {
        return switch (value) {
            case Secret secret -> secret.reveal();
            case Share share ->
                    BigDecimal.valueOf(share.value()).movePointRight(2).toPlainString() + "%";
            case ByteSize size -> size.bytes() + "B";
            case Duration time -> time.toMillis() + "ms";
            case Enum<?> choice -> choice.name().toLowerCase(Locale.ROOT).replace('_', '-');
            default -> value.toString();
        };
    }
}
