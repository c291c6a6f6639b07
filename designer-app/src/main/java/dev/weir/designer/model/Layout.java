package dev.weir.designer.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.designer.model.Graph.Spot;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Where the cards stand. Kept beside the flow file, in {@code <name>.layout.json}, which may be
 * deleted: a flow means the same without it. Immutable.
 */
public record Layout(Map<String, Spot> spots) {

    public static final Layout EMPTY = new Layout(Map.of());

    private static final ObjectMapper JSON =
            new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    public Layout {
        spots = Collections.unmodifiableMap(new LinkedHashMap<>(spots));
    }

    public Optional<Spot> spot(String key) {
        return Optional.ofNullable(spots.get(key));
    }

    public Layout with(String key, Spot spot) {
        return with(Map.of(key, spot));
    }

    public Layout with(Map<String, Spot> moved) {
        var all = new LinkedHashMap<>(spots);
        all.putAll(moved);
        return new Layout(all);
    }

    public Layout without(String key) {
        var rest = new LinkedHashMap<>(spots);
        rest.remove(key);
        return new Layout(rest);
    }

    public Layout renamed(String from, String to) {
        return spot(from).map(spot -> without(from).with(to, spot)).orElse(this);
    }

    /** The layout's file beside a flow file. */
    public static Path fileOf(Path flow) {
        String name = flow.getFileName().toString();
        String stem = name.replaceFirst("\\.flow\\.ya?ml$", "").replaceFirst("\\.ya?ml$", "");
        return flow.resolveSibling(stem + ".layout.json");
    }

    /** The file's text: keys in order and whole numbers, so that differences are small. */
    public String toJson() {
        ObjectNode root = JSON.createObjectNode();
        ObjectNode processors = root.putObject("processors");
        new TreeMap<>(spots)
                .forEach((key, spot) ->
                        processors
                                .putObject(key)
                                .put("x", Math.round(spot.x()))
                                .put("y", Math.round(spot.y())));
        try {
            return JSON.writeValueAsString(root) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a layout that cannot be written", e);
        }
    }

    /** Reads a layout; what cannot be understood is left out, since it can be made anew. */
    public static Layout fromJson(String json) {
        var spots = new LinkedHashMap<String, Spot>();
        try {
            JsonNode root = JSON.readTree(json);
            for (var entry : root.path("processors").properties()) {
                JsonNode at = entry.getValue();
                if (at.path("x").isNumber() && at.path("y").isNumber()) {
                    spots.put(
                            entry.getKey(),
                            new Spot(at.get("x").asDouble(), at.get("y").asDouble()));
                }
            }
        } catch (JsonProcessingException e) {
            return EMPTY; // a broken layout is no reason not to open the flow
        }
        return new Layout(spots);
    }
}
