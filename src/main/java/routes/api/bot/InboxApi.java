package routes.api.bot;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import java.util.function.Consumer;
import routes.channel.InboundEvent;
import routes.channel.chat.Files;
import routes.channel.chat.Inbox;
import routes.common.error.ErrorCode;
import routes.common.error.RefusedRequest;
import routes.common.json.Json;
import routes.http.ApiAnswer;
import routes.http.ApiRequest;
import routes.http.Page;

/** Operations on events of chat platforms that were given up, and on the files of messages. */
public final class InboxApi {
    private final Inbox inbox;
    private final Files files;
    private final Consumer<Inbox.Entry> again;

    /** @param again puts an event back into the log, and returns when it is durable there */
    public InboxApi(Inbox inbox, Files files, Consumer<Inbox.Entry> again) {
        this.inbox = inbox;
        this.files = files;
        this.again = again;
    }

    /** The newest first. */
    public ApiAnswer dead(ApiRequest request) {
        Page page = request.page();
        return ApiAnswer.list(
                inbox.list(Inbox.State.DEAD, page.skip(), page.limit()).stream()
                        .map(Shown::of)
                        .toList(),
                page,
                inbox.count(Inbox.State.DEAD));
    }

    /** It is worked on once more; what it did already is not done again. */
    public ApiAnswer replay(ApiRequest request) {
        String id = request.idParameter("uid");
        Inbox.Entry entry = inbox.find(id)
                .filter(found -> found.state() == Inbox.State.DEAD)
                .orElseThrow(() -> RefusedRequest.of(ErrorCode.NOT_FOUND, "there is no dead event " + id));
        requireEvent(entry);
        again.accept(entry);
        return ApiAnswer.ok(Shown.of(entry));
    }

    /** Something else may have written it. */
    private static void requireEvent(Inbox.Entry entry) {
        try {
            InboundEvent event = Json.mapper().readValue(entry.value(), InboundEvent.class);
            Objects.requireNonNull(event.header().eventId());
            Objects.requireNonNull(event.header().channel());
        } catch (IOException | RuntimeException e) {
            throw RefusedRequest.of(
                    ErrorCode.CONFLICT, "the value of " + entry.id() + " is no event of ours: it cannot be replayed");
        }
    }

    /** The bytes of a file, such as an image that a message holds. */
    public ApiAnswer file(ApiRequest request) {
        String id = request.idParameter("uid");
        return files.find(id)
                .map(file -> ApiAnswer.plain(file.mimeType(), file.bytes()))
                .orElseThrow(() -> RefusedRequest.of(ErrorCode.NOT_FOUND, "there is no file " + id));
    }

    @JsonNaming(SnakeCaseStrategy.class)
    record Shown(
            @JsonProperty("_id") String id,
            String channel,
            String botId,
            String eventType,
            String reason,
            Instant at,
            String event) {
        static Shown of(Inbox.Entry entry) {
            return new Shown(
                    entry.id(),
                    entry.channel(),
                    entry.botId(),
                    entry.eventType(),
                    entry.reason(),
                    entry.at(),
                    new String(entry.value(), StandardCharsets.UTF_8));
        }
    }
}
