package dev.weir.core.file;

import java.util.Optional;

/**
 * Takes a processor out of a flow's tests.
 *
 * @param text a whole flow file
 */
record TestEdits(String text) {

    /** Removes the rows of a processor; a test that then expects nothing is removed. */
    String remove(String key) {
        String edited = text;
        while (true) {
            var mention = firstMention(edited, key);
            if (mention.isEmpty()) {
                return edited;
            }
            edited = new SettingEdit(edited).unset(mention.get());
            SettingPath test = mention.get().first(2);
            boolean expects =
                    new SettingEdit(edited).find(test.key("expect")).orElse(null)
                            instanceof MapNode;
            if (!expects) {
                edited = new SettingEdit(edited).unset(test);
            }
        }
    }

    private static Optional<SettingPath> firstMention(String text, String key) {
        if (!(new SettingEdit(text).root().get("tests").orElse(null) instanceof MapNode tests)) {
            return Optional.empty();
        }
        for (var test : tests.entries()) {
            if (test.value() instanceof MapNode parts) {
                for (var part : parts.entries()) {
                    if (part.value() instanceof MapNode ports) {
                        for (String port : ports.names()) {
                            if (port.equals(key) || port.startsWith(key + ".")) {
                                return Optional.of(
                                        SettingPath.of("tests", test.name(), part.name(), port));
                            }
                        }
                    }
                }
            }
        }
        return Optional.empty();
    }
}
