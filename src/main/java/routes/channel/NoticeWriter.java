package routes.channel;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import routes.channel.bot.Bot;
import routes.channel.bot.Mentions;
import routes.notice.Notice;
import routes.notice.render.Content;
import routes.notice.render.Look;
import routes.notice.render.Medium;
import routes.notice.render.NoticeRenderer;
import routes.notice.render.Rendered;

/** Writes a notice as its subscription wants it to look, with what people can press. */
public final class NoticeWriter {
    private final NoticeRenderer renderer;
    private final Function<Notice, Look> style;
    private final Supplier<? extends Buttons> buttons;

    /** What people can press under a notice. */
    @FunctionalInterface
    public interface Buttons {
        Buttons NONE = notice -> List.of();

        List<Content.Button> of(Notice notice);
    }

    public NoticeWriter(NoticeRenderer renderer, Function<Notice, Look> style, Supplier<? extends Buttons> buttons) {
        this.renderer = renderer;
        this.style = style;
        this.buttons = buttons;
    }

    public Rendered write(Notice notice, Medium medium) {
        return write(Content.of(notice), medium);
    }

    /** The ids that a message of the bot calls: those that the subscription names for its channel, else those that the bot names. */
    public List<String> called(Notice notice, Bot bot, Mentions rule) {
        String named = Optional.ofNullable(style.apply(notice).mentions().get(bot.channel()))
                .orElseGet(() -> OnCall.named(bot));
        return OnCall.of(notice, named, rule);
    }

    /** Words that name people that the message was to call and does not; empty when there are none. */
    public String notCalled(Notice notice, Collection<String> people) {
        return people.isEmpty()
                ? ""
                : renderer.word("text.not_called", style.apply(notice)) + String.join(", ", new TreeSet<>(people));
    }

    /** What the notice says, by the names of templates, as plain text ({@link NoticeRenderer#valueNames()}). */
    public Map<String, String> values(Notice notice, Medium medium) {
        return renderer.values(Content.of(notice), medium, style.apply(notice));
    }

    /** As it is when there is nothing left to press. */
    public Rendered writeStill(Content content, Medium medium) {
        return renderer.render(content.with(List.of()), medium, style.apply(content.notice()));
    }

    /** Names of templates that the notice would rather have than any of the medium's: they may be those of the platform. */
    public List<String> elsewhere(Notice notice, Medium medium) {
        Look look = style.apply(notice);
        String kind = Content.of(notice).kind();
        return look.templates().stream()
                .takeWhile(name -> !renderer.has(medium, name, look.language(), kind))
                .toList();
    }

    /** As another kind, or with mentions. Without buttons of its own the content gets the usual ones. */
    public Rendered write(Content content, Medium medium) {
        Content whole = content.buttons().isEmpty() ? content.with(buttons.get().of(content.notice())) : content;
        return renderer.render(whole, medium, style.apply(content.notice()));
    }
}
