package routes.tool.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Asks a hub what the bounds of now and the new ones would have alarmed on; the hub reads the history part by part. */
final class ComparedBounds {
    private static final int MOST_CALLS_IN_VAIN = 10;

    @Option(
            names = "--days",
            description = "Days of history on the charts; 0 leaves the charts out",
            defaultValue = "28")
    private int days;

    @Option(names = "--series", description = "Unique key of the series on the chart", paramLabel = "<key>")
    private @Nullable String series;

    /** Whether charts are wanted. */
    boolean wanted() {
        return days > 0;
    }

    /** @param progress is told how far the hub has read */
    JsonNode read(HubOptions hub, String task, String version, int most, Consumer<String> progress) {
        int fetched = -1;
        int inVain = 0;
        while (true) {
            JsonNode answer = hub.get(path(task, version, "") + "&limit=" + most);
            if (answer.path("complete").asBoolean()) {
                return answer;
            }
            int now = answer.path("progress").path("fetched").asInt();
            progress.accept("history read: %d of %d parts"
                    .formatted(now, answer.path("progress").path("slots").asInt()));
            inVain = now > fetched ? 0 : inVain + 1;
            fetched = now;
            if (inVain == MOST_CALLS_IN_VAIN) {
                throw new CouldNotAsk("the hub reads no further part of the history");
            }
        }
    }

    String svg(HubOptions hub, String task, String version) {
        return hub.text(path(task, version, ".svg"));
    }

    private String path(String task, String version, String kind) {
        String path = "/apis/v1/intelligent-threshold/task/%s/comparison%s?task_version_id=%s&days=%d"
                .formatted(HubOptions.encoded(task), kind, HubOptions.encoded(version), days);
        return series == null ? path : path + "&unique_key=" + HubOptions.encoded(series);
    }
}
