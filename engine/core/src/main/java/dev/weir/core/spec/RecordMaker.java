package dev.weir.core.spec;

import dev.weir.api.InvalidSetting;
import dev.weir.core.file.MapNode;
import dev.weir.core.problem.Mark;
import dev.weir.core.problem.Problems;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Calls the constructor of a record and turns its objections into problems. */
record RecordMaker(Problems problems, Kind.Group group, MapNode map, String path, Mark owner) {

    Optional<Object> make(@Nullable Object[] values) {
        try {
            return Optional.of(constructor(group.type()).newInstance(values));
        } catch (InvocationTargetException e) {
            refused(e.getCause());
            return Optional.empty();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(group.type() + " cannot be made", e);
        }
    }

    private void refused(@Nullable Throwable cause) {
        switch (cause) {
            case InvalidSetting invalid ->
                    problems.error(
                            "WEIR-2005",
                            NodePath.find(map, invalid.setting()).mark().orElse(owner),
                            ValueBinder.join(path, invalid.setting()),
                            String.valueOf(invalid.getMessage()));
            case IllegalArgumentException invalid ->
                    problems.error("WEIR-2005", owner, path, String.valueOf(invalid.getMessage()));
            case null, default ->
                    problems.error(
                            "WEIR-2005",
                            owner,
                            path,
                            "%s cannot be made from these settings: %s"
                                    .formatted(group.type().getSimpleName(), cause));
        }
    }

    private static Constructor<?> constructor(Class<?> type) throws NoSuchMethodException {
        Class<?>[] types =
                Arrays.stream(SettingReader.components(type))
                        .map(RecordComponent::getType)
                        .toArray(Class<?>[]::new);
        Constructor<?> constructor = type.getDeclaredConstructor(types);
        constructor.setAccessible(true);
        return constructor;
    }
}
