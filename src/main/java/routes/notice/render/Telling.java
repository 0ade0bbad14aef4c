package routes.notice.render;

import java.util.List;
import routes.event.PublishedEvent;
import routes.notice.Notice;

/**
 * What a message tells.
 *
 * @param kind names the template: the transition, such as {@code opened}, or what else the notice is about, such as
 *     {@code digest} or {@code reply}
 * @param others the further events that a digest tells of, its own among them; empty for a message about one
 * @param buttons what people can press
 * @param mentions the channel's own marks that call people, such as {@code <@U1>}; written as they are
 */
public record Telling(Notice notice, String kind, List<PublishedEvent> others, List<Button> buttons, String mentions) {
    /** The kind of an answer to a chat. */
    public static final String REPLY = "reply";

    public Telling {
        others = List.copyOf(others);
        buttons = List.copyOf(buttons);
    }

    /**
     * Something to press.
     *
     * @param name such as {@code acknowledge}; its words are {@code action.<name>} of the words file
     * @param value what comes back when it is pressed: signed, since it passes the hands of others
     */
    public record Button(String name, String value) {}

    /** What a notice tells by itself. */
    public static Telling of(Notice notice) {
        boolean reply = !notice.subscribed();
        return new Telling(notice, reply ? REPLY : notice.event().transition(), List.of(), List.of(), "");
    }

    public Telling with(List<Button> offered) {
        return new Telling(notice, kind, others, offered, mentions);
    }

    public Telling mentioning(String marks) {
        return new Telling(notice, kind, others, buttons, marks);
    }

    /** As another kind of message, about these events. */
    public Telling as(String other, List<PublishedEvent> events) {
        return new Telling(notice, other, events, buttons, mentions);
    }
}
