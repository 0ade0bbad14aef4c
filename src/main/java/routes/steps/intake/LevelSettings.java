package routes.steps.intake;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.camel.CamelContext;
import routes.alarm.Level;
import routes.alarm.LevelTable;
import routes.common.error.VeaiopsException;

/** The settings {@code veaiops.levels.<word>} and {@code veaiops.levels.<source>.<word>}. */
final class LevelSettings {
    private static final String PREFIX = "veaiops.levels.";
    private static final String ENVIRONMENT = "VEAIOPS_LEVELS_";

    private LevelSettings() {}

    /** @throws VeaiopsException naming every setting that is no level */
    static LevelTable table(CamelContext context) {
        List<String> problems = new ArrayList<>();
        Properties file = context.getPropertiesComponent().loadProperties(name -> name.startsWith(PREFIX));
        file.forEach((name, value) -> check(name.toString(), value.toString(), problems));
        for (Map.Entry<String, String> variable : System.getenv().entrySet()) {
            if (variable.getKey().startsWith(ENVIRONMENT)) {
                check(variable.getKey(), variable.getValue(), problems);
            }
        }
        if (!problems.isEmpty()) {
            throw new VeaiopsException("wrong level settings: " + String.join("; ", problems));
        }
        return new LevelTable(name ->
                context.getPropertiesComponent().resolveProperty(PREFIX + name).flatMap(LevelSettings::level));
    }

    private static void check(String name, String value, List<String> problems) {
        String word = name.substring(name.lastIndexOf('.') + 1);
        if (level(value).isEmpty()) {
            problems.add(name + " must be P0, P1 or P2");
        } else if (name.startsWith(PREFIX) && !word.equals(LevelTable.plain(word))) {
            problems.add(name + ": write the word in lower case and without blanks, _ and -");
        }
    }

    private static Optional<Level> level(String value) {
        return switch (value.strip().toUpperCase(Locale.ROOT)) {
            case "P0" -> Optional.of(Level.P0);
            case "P1" -> Optional.of(Level.P1);
            case "P2" -> Optional.of(Level.P2);
            default -> Optional.empty();
        };
    }
}
