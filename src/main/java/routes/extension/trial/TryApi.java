package routes.extension.trial;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import routes.alarm.AlarmConverter;
import routes.alarm.SourceConverters;
import routes.alarm.mapping.MappedAlarmConverter;
import routes.common.error.ErrorCode;
import routes.common.error.RefusedRequest;
import routes.common.json.Json;
import routes.common.yaml.YamlText;
import routes.extension.source.SourceFileReader;
import routes.http.ApiAnswer;
import routes.http.ApiRequest;
import routes.http.FormBody;
import routes.http.RejectedItem;

/** Tries a post at a source, with its converter of today or with another mapping; nothing is stored or sent. */
public final class TryApi {
    private final TrialRun trials;
    private final SourceConverters converters;
    private final SourceFileReader mappings;

    public TryApi(TrialRun trials, SourceConverters converters, SourceFileReader mappings) {
        this.trials = trials;
        this.converters = converters;
        this.mappings = mappings;
    }

    /**
     * The request.
     *
     * @param body what the source posts: JSON, or text for other types
     * @param contentType JSON when absent
     * @param mapping a mapping file that is tried in the place of the source's own
     */
    @JsonNaming(SnakeCaseStrategy.class)
    public record Wanted(JsonNode body, @Nullable String contentType, @Nullable String mapping) {}

    public ApiAnswer attempt(ApiRequest request) {
        String source = request.pathParameter("source");
        Wanted wanted = request.json(Wanted.class);
        JsonNode posted = wanted.body();
        byte[] body = posted.isTextual() ? posted.textValue().getBytes(StandardCharsets.UTF_8) : Json.bytes(posted);
        String type = Optional.ofNullable(wanted.contentType()).orElse(ApiAnswer.JSON);
        Map<String, String> form = FormBody.read(type, body).fields();
        TrialRun.Outcome outcome = trials.of(
                new TrialRun.Post(source, type, body, form), converter(source, wanted.mapping()), converters.levels());
        return ApiAnswer.partly(200, outcome.trials(), RejectedItem.of(outcome.refused()));
    }

    private AlarmConverter converter(String source, @Nullable String mapping) {
        if (mapping == null) {
            return converters
                    .of(source)
                    .orElseThrow(() -> RefusedRequest.of(
                            ErrorCode.UNKNOWN_SOURCE, "there is no source " + source + "; give its file as mapping"));
        }
        List<String> problems = new ArrayList<>();
        return mappings.read(new YamlText(source, "mapping", mapping, problems))
                .map(file -> (AlarmConverter) new MappedAlarmConverter(file::mapping))
                .orElseThrow(() -> RefusedRequest.invalid("mapping", String.join("; ", problems)));
    }
}
