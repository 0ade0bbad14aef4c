package routes.tool.scaffold;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import javax.lang.model.SourceVersion;
import routes.common.error.VeaiopsException;

/** What a new thing is called, in each form in which its files need it. */
public record ScaffoldName(String name) {
    /** The limit of a source's name; a setting or a topic may hold it. */
    private static final String PATTERN = "[a-z][a-z0-9]*(-[a-z0-9]+)*";

    private static final int LONGEST = 40;

    public ScaffoldName {
        if (!name.matches(PATTERN) || name.length() > LONGEST) {
            throw new VeaiopsException(
                    "\"" + name + "\" is not a name: a-z, 0-9 and single hyphens between them, a letter" + " first, "
                            + LONGEST + " at the most, such as night-watch");
        }
    }

    /** What the blanks of a scaffold become. */
    Map<String, String> blanks() {
        return Map.of("@name@", name, "@Name@", type(), "@package@", packageName());
    }

    /** Such as {@code NightWatch}. */
    public String type() {
        return Arrays.stream(name.split("-"))
                .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                .collect(Collectors.joining());
    }

    /** Such as {@code nightwatch}. */
    public String packageName() {
        return name.replace("-", "");
    }

    /** @throws VeaiopsException when Java has another use for the word */
    ScaffoldName forJava() {
        if (!SourceVersion.isName(packageName())) {
            throw new VeaiopsException("\"" + name + "\" cannot name a package: it is a word of Java");
        }
        return this;
    }
}
