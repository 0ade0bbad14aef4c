package routes.tool.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import routes.alarm.Alarm;
import routes.common.error.VeaiopsException;
import routes.common.json.Json;
import routes.common.yaml.YamlText;
import routes.extension.source.SourceFile;
import routes.extension.source.SourceFileReader;
import routes.subscription.Subscription;
import routes.tool.compare.ComparedSubscriptions;
import routes.tool.compare.MergeSettings;
import routes.tool.compare.Remapping;

/**
 * The changed file, by the kind of file.
 *
 * @param mapped the changed mapping, when it is one
 * @param notes what the comparison cannot show
 */
record ChangedFile(
        Optional<Remapping> mapped, List<Subscription> subscriptions, MergeSettings merge, List<String> notes) {
    private static final MergeSettings NO_SETTINGS = new MergeSettings(Map.of());

    static ChangedFile read(Path file) {
        String text = TryCommand.read(file);
        String name = file.getFileName().toString();
        if (name.endsWith(".properties")) {
            return settings(text);
        }
        if (name.endsWith(".json")) {
            return subscriptions(text);
        }
        if (name.endsWith(".yaml") || name.endsWith(".yml")) {
            return mapping(file, text);
        }
        throw new VeaiopsException(
                name + " is none of: a mapping (.yaml), subscriptions (.json), settings (.properties)");
    }

    Function<Alarm, Optional<Alarm>> remapping() {
        return mapped.<Function<Alarm, Optional<Alarm>>>map(changed -> changed).orElse(Optional::of);
    }

    private static ChangedFile settings(String text) {
        MergeSettings merge = MergeSettings.of(CurrentSettings.properties(text));
        if (merge.values().isEmpty()) {
            throw new VeaiopsException("there is no merge setting in it, such as veaiops.merge.window-seconds");
        }
        return new ChangedFile(Optional.empty(), List.of(), merge, List.of());
    }

    private static ChangedFile subscriptions(String text) {
        try {
            List<Subscription> rules = ComparedSubscriptions.read(Json.mapper().readTree(text));
            return new ChangedFile(Optional.empty(), rules, NO_SETTINGS, List.of());
        } catch (IOException e) {
            throw new VeaiopsException("the subscriptions are no JSON: " + e.getMessage(), e);
        }
    }

    private static ChangedFile mapping(Path file, String text) {
        List<String> problems = new ArrayList<>();
        SourceFile read = SourceFileReader.offline()
                .read(new YamlText(file.getFileName().toString(), file.toString(), text, problems))
                .orElseThrow(() -> new VeaiopsException(String.join("\n", problems)));
        List<String> notes = new ArrayList<>(List.of("the log keeps the part of a post that became the alarm, not the"
                + " whole post: \"alarm\" ran again on that part, \"each\" did not"));
        if (text.matches("(?s).*\\braw:.*")) {
            throw new VeaiopsException(
                    "this mapping keeps something else than its item (raw): the log does not hold what"
                            + " the program would have to read, so that it cannot run again");
        }
        if (text.contains("$body")) {
            notes.add("the mapping reads $body, which is that part here: what it takes from elsewhere is missing");
        }
        return new ChangedFile(Optional.of(new Remapping(read)), List.of(), NO_SETTINGS, notes);
    }
}
