package routes.tool.maven;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import routes.common.error.VeaiopsException;

/**
 * What Maven calls a jar.
 *
 * @param version empty for a part of Camel: it has the version of the hub
 */
public record Coordinates(String group, String artifact, String version) {
    private static final String CAMEL = "org.apache.camel";
    private static final Pattern OF_CAMEL = Pattern.compile("camel-[a-z0-9-]+");
    private static final Pattern FULL = Pattern.compile("([\\w.-]+):([\\w.-]+)(?::([\\w.-]+))?");

    /** @throws VeaiopsException for what names no jar */
    public static Coordinates parse(String text) {
        if (OF_CAMEL.matcher(text).matches()) {
            return new Coordinates(CAMEL, text, "");
        }
        Matcher full = FULL.matcher(text);
        if (!full.matches() || full.group(3) == null && !full.group(1).equals(CAMEL)) {
            throw new VeaiopsException(
                    "\"" + text + "\" names no jar: write camel-jms for a part of Camel, or group:artifact:version");
        }
        // another version of Camel would not work beside the hub's
        return new Coordinates(full.group(1), full.group(2), full.group(1).equals(CAMEL) ? "" : full.group(3));
    }

    public String text() {
        return group + ":" + artifact + (version.isEmpty() ? "" : ":" + version);
    }

    String xml() {
        return "<dependency><groupId>" + group + "</groupId><artifactId>" + artifact + "</artifactId>"
                + (version.isEmpty() ? "" : "<version>" + version + "</version>") + "</dependency>";
    }
}
