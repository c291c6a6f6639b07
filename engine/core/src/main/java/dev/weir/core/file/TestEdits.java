package dev.weir.core.file;

import java.util.List;

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
            var path = firstMention(edited, key);
            if (path.isEmpty()) {
                return edited;
            }
            edited = new SettingEdit(edited).unset(path);
            List<String> test = path.subList(0, 2);
            boolean expects =
                    new SettingEdit(edited)
                                    .find(List.of(test.get(0), test.get(1), "expect"))
                                    .orElse(null)
                            instanceof MapNode;
            if (!expects) {
                edited = new SettingEdit(edited).unset(test);
            }
        }
    }

    private static List<String> firstMention(String text, String key) {
        if (!(new SettingEdit(text).root().get("tests").orElse(null) instanceof MapNode tests)) {
            return List.of();
        }
        for (var test : tests.entries()) {
            if (test.value() instanceof MapNode parts) {
                for (var part : parts.entries()) {
                    if (part.value() instanceof MapNode ports) {
                        for (String port : ports.names()) {
                            if (port.equals(key) || port.startsWith(key + ".")) {
                                return List.of("tests", test.name(), part.name(), port);
                            }
                        }
                    }
                }
            }
        }
        return List.of();
    }
}
