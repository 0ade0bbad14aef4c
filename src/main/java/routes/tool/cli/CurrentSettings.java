package routes.tool.cli;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import routes.common.error.VeaiopsException;
import routes.extension.lint.DeclaredSettings;
import routes.subscription.UnlabelledPolicy;
import routes.tool.compare.MergeSettings;

/** The settings that decide how alarms merge and who is notified, as they are. */
record CurrentSettings(Map<String, String> values) {
    private static final String UNLABELLED = "veaiops.matching.unlabelled";

    /** The application's own, and over them those of the file. */
    static CurrentSettings read(@Nullable Path file) {
        Map<String, String> values = new HashMap<>(DeclaredSettings.shipped().values());
        if (file != null) {
            values.putAll(properties(TryCommand.read(file)));
        }
        return new CurrentSettings(values);
    }

    MergeSettings merge() {
        return MergeSettings.of(values);
    }

    UnlabelledPolicy unlabelled() {
        return Optional.ofNullable(values.get(UNLABELLED))
                .map(String::strip)
                .map(UnlabelledPolicy::named)
                .orElse(UnlabelledPolicy.EVERYONE);
    }

    static Map<String, String> properties(String text) {
        Properties read = new Properties();
        try {
            read.load(new StringReader(text));
        } catch (IOException | IllegalArgumentException e) {
            throw new VeaiopsException("the properties cannot be read: " + e.getMessage(), e);
        }
        Map<String, String> values = new HashMap<>();
        read.stringPropertyNames().forEach(name -> values.put(name, read.getProperty(name)));
        return values;
    }
}
