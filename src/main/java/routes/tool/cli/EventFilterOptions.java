package routes.tool.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import routes.common.error.VeaiopsException;

/** Which events are shown. */
final class EventFilterOptions {
    @Option(names = "--source", split = ",", description = "Sources, one is enough")
    private List<String> sources = List.of();

    @Option(names = "--level", split = ",", description = "Levels, one is enough")
    private List<String> levels = List.of();

    @Option(names = "--grep", description = "A regular expression (RE2) that fits somewhere in the event, in any case")
    private @Nullable String grep;

    private @Nullable Pattern pattern;

    List<String> sources() {
        return sources;
    }

    List<String> levels() {
        return levels;
    }

    boolean passes(JsonNode event) {
        return (sources.isEmpty() || sources.contains(event.path("source").asText()))
                && (levels.isEmpty()
                        || levels.contains(event.path("event_level").asText()))
                && (grep == null || pattern(grep).matcher(event.toString()).find());
    }

    private Pattern pattern(String text) {
        if (pattern == null) {
            try {
                pattern = Pattern.compile(text, Pattern.CASE_INSENSITIVE);
            } catch (PatternSyntaxException e) {
                throw new VeaiopsException("--grep: " + e.getMessage(), e);
            }
        }
        return pattern;
    }
}
