package routes.extension.source;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.Node;
import routes.alarm.AlarmStatus;
import routes.alarm.Level;
import routes.alarm.LevelTable;
import routes.alarm.mapping.AlarmMapping;
import routes.alarm.mapping.AlarmOutput;
import routes.alarm.mapping.JqLimits;
import routes.alarm.mapping.JqProgram;
import routes.common.yaml.NearestWord;
import routes.common.yaml.TextMistakes;
import routes.common.yaml.TextMistakes.Mistake;
import routes.common.yaml.YamlFields;
import routes.common.yaml.YamlText;

/** Reads the programs of a mapping file, and what goes with them: included functions and words for levels. */
final class MappingReader {
    private static final List<String> LEVELS = List.of("P0", "P1", "P2");
    private static final Set<String> ALARM_VARIABLES = Set.of("body", "received");

    private final YamlText file;
    private final YamlFields fields;
    private final JqLimits limits;
    private final String included;
    private final Set<AlarmStatus> statuses = new HashSet<>();

    /** @param functions the files of functions that may be included, by name */
    MappingReader(YamlText file, YamlFields fields, JqLimits limits, Map<String, String> functions) {
        this.file = file;
        this.fields = fields;
        this.limits = limits;
        this.included = included(functions);
    }

    /** What its alarms can be; known when the mapping has been read. */
    Set<AlarmStatus> statuses() {
        return statuses;
    }

    Optional<AlarmMapping> mapping(String source) {
        Optional<JqProgram> retryId = fields.read("retry_id", text -> program(text, Set.of()));
        JqProgram each =
                fields.read("each", text -> program(text, Set.of())).orElseGet(() -> JqProgram.compile(".", limits));
        Optional<Duration> expiresAfter = fields.read("expires_after", MappingReader::duration);
        Map<String, Level> levels = levels();
        return fields.read("alarm", text -> alarm(text, source, levels))
                .map(alarm -> new AlarmMapping(retryId, each, alarm, expiresAfter, levels));
    }

    Optional<JqProgram> answer(Optional<YamlFields> answer) {
        return answer.flatMap(given -> given.read("body", text -> program(text, Set.of())));
    }

    private JqProgram alarm(String text, String source, Map<String, Level> levels) {
        JqProgram program = program(text, ALARM_VARIABLES);
        AlarmOutput output = AlarmOutput.of(
                included + text,
                word -> levels.containsKey(LevelTable.plain(word))
                        || LevelTable.shipped().of(source, word).isPresent());
        refuse(output.mistakes());
        statuses.addAll(output.statuses());
        return program;
    }

    private JqProgram program(String text, Set<String> variables) {
        try {
            return JqProgram.compile(included + text, limits, variables);
        } catch (TextMistakes e) {
            refuse(e.mistakes());
            throw e;
        }
    }

    /** At their places in the program itself; what is wrong in an included file has been said of it. */
    private void refuse(List<Mistake> mistakes) {
        if (!mistakes.isEmpty()) {
            throw new TextMistakes(mistakes.stream()
                    .map(mistake -> new Mistake(Math.max(0, mistake.offset() - included.length()), mistake.what()))
                    .toList());
        }
    }

    private String included(Map<String, String> functions) {
        StringBuilder text = new StringBuilder();
        for (Node node : fields.list("include")) {
            YamlFields.scalar(file, node).ifPresent(name -> {
                String own = functions.get(name);
                if (own == null) {
                    file.problem(
                            node,
                            "there is no file of functions \"" + name + "\" beside this one or in mappings"
                                    + NearestWord.hint(name, functions.keySet()));
                } else if (YamlFields.attempt(file, node, name, named -> checked(named, text + own))
                        .isPresent()) {
                    text.append(own).append('\n');
                }
            });
        }
        return text.toString();
    }

    /** A file of functions holds definitions and nothing else. */
    private String checked(String name, String functions) {
        try {
            JqProgram.compile(functions + "\n.", limits, Set.of());
            return functions;
        } catch (TextMistakes e) {
            Mistake first = e.mistakes().get(0);
            long line = functions.substring(0, first.offset()).lines().count();
            throw new IllegalArgumentException(name + ":" + Math.max(1, line) + ": " + first.what());
        }
    }

    private Map<String, Level> levels() {
        Map<String, Level> words = new HashMap<>();
        fields.node("levels")
                .flatMap(node -> YamlFields.of(file, node, "levels", Set.copyOf(LEVELS)))
                .ifPresent(levels -> LEVELS.forEach(level -> levels.list(level)
                        .forEach(node -> YamlFields.scalar(file, node).ifPresent(word -> {
                            if (words.put(LevelTable.plain(word), Level.valueOf(level)) != null) {
                                file.problem(node, "\"" + word + "\" stands there for two levels");
                            }
                        }))));
        return words;
    }

    private static Duration duration(String text) {
        String amount = SourceFileReader.matching(text, "[1-9][0-9]{0,5}[smhd]", "a time such as 90s, 30m, 12h or 7d");
        return Duration.parse(amount.endsWith("d") ? "P" + amount : "PT" + amount);
    }
}
