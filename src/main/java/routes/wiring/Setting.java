package routes.wiring;

import java.util.Locale;

/**
 * One setting as a person reads of it.
 *
 * @param name property name, such as {@code veaiops.http.port}
 * @param standard default value; empty when there is none
 * @param meaning what it does, with its unit
 */
public record Setting(String group, String name, String standard, String meaning) {

    /** The environment variable that sets it. */
    public String environmentVariable() {
        return environmentVariable(name);
    }

    public static String environmentVariable(String name) {
        return name.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
    }
}
