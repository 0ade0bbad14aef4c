package routes.notice.render;

import java.util.List;
import routes.notice.Notice;

/**
 * What a message says.
 *
 * @param kind names the template: the notice's kind, such as {@code opened}, or {@code reply}
 * @param buttons what people can press
 * @param mentions the channel's own marks that call people, such as {@code <@U1>}; written as they are
 */
public record Content(Notice notice, String kind, List<Button> buttons, String mentions) {
    /** The kind of an answer to a chat. */
    public static final String REPLY = "reply";

    public Content {
        buttons = List.copyOf(buttons);
    }

    /**
     * Something to press.
     *
     * @param name such as {@code acknowledge}; its words are {@code action.<name>} of the words file
     * @param value what comes back when it is pressed: signed, since it passes the hands of others
     */
    public record Button(String name, String value) {}

    /** What a notice says by itself. */
    public static Content of(Notice notice) {
        String kind = notice.subscribed() ? notice.kind().wireName() : REPLY;
        return new Content(notice, kind, List.of(), "");
    }

    public Content with(List<Button> offered) {
        return new Content(notice, kind, offered, mentions);
    }

    public Content mentioning(String marks) {
        return new Content(notice, kind, buttons, marks);
    }

    /** As another kind of message. */
    public Content as(String other) {
        return new Content(notice, other, buttons, mentions);
    }
}
