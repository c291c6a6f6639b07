package dev.weir.core.spec;

import dev.weir.api.InputPort;
import java.util.List;

/** Writes the reference page of a processor. */
final class ReferencePage {
    private final StringBuilder page = new StringBuilder();

    private ReferencePage() {}

    static String of(ProcessorSpec spec) {
        var writer = new ReferencePage();
        writer.page.append("# ").append(spec.name());
        if (spec.major() > 1) {
            writer.page.append('@').append(spec.major());
        }
        writer.page.append("\n\n").append(spec.doc()).append('\n');
        if (!spec.settings().isEmpty()) {
            writer.table(spec.settings());
        }
        writer.nested("", spec.settings());
        for (InputPort input : spec.inputPorts()) {
            writer.input(input);
        }
        for (var port : spec.ports()) {
            writer.page.append("\nOutput `%s`: %s\n".formatted(port.name(), port.doc()));
        }
        return writer.page.toString();
    }

    private void input(InputPort input) {
        String name =
                input.name().equals("*") ? "Inputs, named by you" : "Input `" + input.name() + "`";
        page.append('\n').append(name);
        page.append(input.whole() ? ": read as a whole before work begins\n" : "\n");
    }

    private void table(List<Setting> settings) {
        page.append("\n| Setting | Type | Default | What it does |\n|---|---|---|---|\n");
        for (Setting setting : settings) {
            page.append(
                    "| `%s` | %s | %s | %s |\n"
                            .formatted(
                                    setting.name(),
                                    cell(KindWords.name(setting.kind())),
                                    setting.required()
                                            ? "required"
                                            : setting.preset()
                                                    .map(p ->
                                                            p.isEmpty()
                                                                    ? "empty"
                                                                    : "`" + cell(p) + "`")
                                                    .orElse("none"),
                                    cell(setting.doc()) + example(setting)));
        }
    }

    private static String example(Setting setting) {
        return setting.example().isEmpty() ? "" : " Example: `" + cell(setting.example()) + "`";
    }

    /** Tables of the settings below settings. */
    private void nested(String path, List<Setting> settings) {
        for (Setting setting : settings) {
            below(path + setting.name(), setting.kind());
        }
    }

    private void below(String path, Kind kind) {
        switch (kind) {
            case Kind.Many(Kind of) -> below(path + "[]", of);
            case Kind.Keyed(Kind of) -> below(path + ".*", of);
            case Kind.Group(_, List<Setting> settings) -> {
                page.append("\n## ").append(path).append('\n');
                table(settings);
                nested(path + ".", settings);
            }
            case Kind.OneOf(List<Kind.Alternative> alternatives) -> {
                for (var alternative : alternatives) {
                    alternative(path, alternative);
                }
            }
            default -> {}
        }
    }

    private void alternative(String path, Kind.Alternative alternative) {
        page.append("\n## ").append(path).append(": ").append(alternative.name()).append('\n');
        if (!alternative.doc().isEmpty()) {
            page.append('\n').append(alternative.doc()).append('\n');
        }
        var settings = alternative.group().settings();
        if (!settings.isEmpty()) {
            table(settings);
        }
        if (alternative.shorthand()) {
            page.append(
                    "\nMay be written `{%s: …}` with the value of `%s`.\n"
                            .formatted(alternative.name(), settings.getFirst().name()));
        }
        nested(path + "." + alternative.name() + ".", settings);
    }

    private static String cell(String text) {
        return text.replace("|", "\\|").replace("\n", " ");
    }
}
