package routes.wiring;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import routes.channel.CardButtons;
import routes.channel.NoticeWriter;
import routes.channel.mapped.MappedChannels;
import routes.common.security.ButtonSeal;
import routes.common.security.Secret;
import routes.common.security.SecretBox;
import routes.notice.EventLinks;
import routes.notice.Notice;
import routes.notice.receipt.ReceiptRegistry;
import routes.notice.render.Look;
import routes.notice.render.NoticeRenderer;

/** Writes messages without a hub: with the templates and channels of a folder, and settings as they are given. */
public final class OfflineWriter {
    private static final String KEY = "offline:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";

    private OfflineWriter() {}

    /** @param extensions empty for the application's own channels only */
    public static MappedChannels channels(Optional<Path> extensions, ReceiptRegistry receipts) {
        return MappedWiring.channels(extensions.map(Path::toString).orElse(""), receipts.names());
    }

    /** Buttons are sealed with a key that no hub has. */
    public static NoticeWriter of(
            Optional<Path> extensions, MappedChannels channels, Map<String, String> settings, Clock clock) {
        Look look = new RenderWiring()
                .usualLook(
                        settings.getOrDefault("veaiops.messages.language", ""),
                        settings.getOrDefault("veaiops.messages.time-zone", ""));
        CardButtons buttons = new CardButtons(new ButtonSeal(SecretBox.of(Secret.of(KEY))));
        NoticeRenderer renderer = new NoticeRenderer(
                extensions.map(folder -> folder.resolve("templates")).filter(Files::isDirectory),
                channels::templates,
                new EventLinks(settings.getOrDefault("veaiops.public-url", "")),
                clock);
        return new NoticeWriter(renderer, notice -> look, () -> buttons::under);
    }

    /** The text of a webhook that wants words. */
    public static Function<Notice, String> webhookText(NoticeWriter writer) {
        return notice -> writer.write(notice, RenderWiring.webhook()).text();
    }
}
