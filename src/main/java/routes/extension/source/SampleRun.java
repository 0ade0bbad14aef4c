package routes.extension.source;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import routes.alarm.Alarm;
import routes.alarm.AlarmStatus;
import routes.alarm.Converted;
import routes.alarm.Intake;
import routes.alarm.mapping.AlarmMapping;
import routes.alarm.mapping.JqProgram;
import routes.common.error.RefusedRequest;
import routes.common.json.Json;
import routes.http.RejectedItem;

/** Runs samples through a mapping, without side effects, at a fixed time and with a fixed id. */
public final class SampleRun {
    /** After every time that a sample holds: a time of the future would not be believed. */
    private static final Instant RECEIVED = Instant.parse("2099-12-31T00:00:00Z");

    static final String ID = "0123456789abcdef01234567";
    private static final List<String> NOT_COMPARED = List.of("_id", "received_at", "raw");

    private SampleRun() {}

    /** @throws RefusedRequest when the mapping cannot make alarms of it */
    public static List<Alarm> alarms(String source, AlarmMapping mapping, byte[] body) {
        return mapping.convert(intake(source, body));
    }

    private static Intake intake(String source, byte[] body) {
        return new Intake(source, "application/json", body, Map.of(), null, RECEIVED, () -> ID);
    }

    /**
     * What comes of a sample, in the form of the expected results: a list of alarms, with {@code {"refused": …}} in the
     * place of an item that cannot be used; of a sample of which nothing can be used the first refusal alone.
     */
    public static JsonNode outcome(SourceFile file, byte[] body) {
        try {
            Converted converted = file.mapping().items(intake(file.name(), body));
            converted.alarmsOrRefusal();
            ArrayNode outcome = Json.mapper().createArrayNode();
            converted.items().forEach(item -> outcome(item).ifPresent(outcome::add));
            return outcome;
        } catch (RefusedRequest e) {
            return refused(e);
        }
    }

    /** The same of a sample in any form. */
    public static JsonNode outcome(SourceFile file, SourcePack.Sample sample) {
        try {
            return outcome(file, SamplePost.seen(file, sample));
        } catch (RefusedRequest e) {
            return refused(e);
        }
    }

    private static Optional<ObjectNode> outcome(Converted.Item item) {
        if (item instanceof Converted.Item.Taken taken) {
            ObjectNode alarm = Json.mapper().valueToTree(taken.alarm());
            alarm.remove(NOT_COMPARED);
            return Optional.of(alarm);
        }
        return item instanceof Converted.Item.Refused refused
                ? Optional.of(refused(refused.reason()))
                : Optional.empty();
    }

    private static ObjectNode refused(RefusedRequest e) {
        ObjectNode refused = Json.mapper().createObjectNode();
        ObjectNode why = refused.putObject("refused");
        why.put("error", e.code().wireName());
        e.field().ifPresent(field -> why.put("field", field));
        why.put("message", e.getMessage());
        return refused;
    }

    /** What is wrong with the samples of a source, one line each. */
    static List<String> problems(SourceFile file, SourcePack pack) {
        List<String> problems = new ArrayList<>();
        if (pack.samples().isEmpty()) {
            problems.add("there is no sample: put a body that the source posts into samples/<name>.json");
        }
        for (SourcePack.Sample sample : pack.samples()) {
            List<String> wrong = wrong(file, sample);
            if (!wrong.isEmpty()) {
                // a program that runs for the first time takes longer: what fails then is tried again
                wrong(file, sample).forEach(what -> problems.add("samples/" + sample.name() + ": " + what));
            }
        }
        return problems;
    }

    private static List<String> wrong(SourceFile file, SourcePack.Sample sample) {
        List<String> wrong = differences(file, sample);
        return wrong.isEmpty() ? answerProblem(file, sample).stream().toList() : wrong;
    }

    /** How what comes of a sample differs from what is expected, field by field; of one without expectation why it is refused. */
    private static List<String> differences(SourceFile file, SourcePack.Sample sample) {
        JsonNode outcome = outcome(file, sample);
        if (sample.expected().isEmpty()) {
            return outcome.isObject() ? List.of(outcome.at("/refused/message").asText()) : List.of();
        }
        try {
            JsonNode expected = Json.mapper().readTree(sample.expected().get());
            return TreeDifference.between(expected, Json.mapper().readTree(Json.bytes(outcome)));
        } catch (JsonProcessingException e) {
            return List.of("the expected result is not JSON");
        } catch (IOException e) {
            return List.of("the expected result cannot be read");
        }
    }

    /** The statuses that a mapping can make and none of its samples does. */
    public static Set<AlarmStatus> unseen(SourceFile file, SourcePack pack) {
        Set<AlarmStatus> unseen = new TreeSet<>(file.statuses());
        for (SourcePack.Sample sample : pack.samples()) {
            outcome(file, sample)
                    .findValuesAsText("status")
                    .forEach(status -> unseen.removeIf(known -> known.name().equals(status)));
        }
        return unseen;
    }

    /** What is wrong with the answer to a sample of which something can be used. */
    private static Optional<String> answerProblem(SourceFile file, SourcePack.Sample sample) {
        if (file.answer().isEmpty()) {
            return Optional.empty();
        }
        try {
            byte[] post = SamplePost.seen(file, sample);
            Converted converted = file.mapping().items(intake(file.name(), post));
            List<String> ids =
                    converted.alarmsOrRefusal().stream().map(Alarm::id).toList();
            JsonNode seen = Json.mapper().readTree(post);
            JsonNode body = file.view().bodyAlone() ? seen : seen.path("body");
            new AnswerFacts(
                            ids,
                            RejectedItem.of(converted.refused()),
                            seen.path("path").asText(),
                            body,
                            ID)
                    .answer(file.answer().get());
            return Optional.empty();
        } catch (RefusedRequest nothingToAnswer) {
            return Optional.empty();
        } catch (JqProgram.Failed e) {
            return Optional.of("the answer cannot be made: " + e.getMessage());
        } catch (IOException e) {
            return Optional.of("the sample cannot be read");
        }
    }
}
