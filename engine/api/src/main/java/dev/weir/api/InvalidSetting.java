package dev.weir.api;

/**
 * Thrown by a processor's constructor, or by its {@code outputSchemas}, to reject one of its
 * settings.
 */
public final class InvalidSetting extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    private final String setting;

    /**
     * @param setting path of the setting from the processor, in flow-file spelling
     * @param message what is wrong with it and what to do
     */
    public InvalidSetting(String setting, String message) {
        super(message);
        this.setting = setting;
    }

    public String setting() {
        return setting;
    }
}
