package routes.tool.preview;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;
import routes.channel.MessagePreview;
import routes.common.json.Json;
import routes.event.PublishedEvent;
import routes.notice.Notice;

/**
 * How the messages of two versions of a folder differ: an event as it is is written by the channels as they are, the event as
 * it would be by those that would be. What differs between two messages of the same version, such as a sealed button, is left
 * out.
 */
public final class MessageChanges {
    /** So many events of each source and transition are written. */
    private static final int EVENTS = 3;

    private static final int MOST_LINES = 5;

    private final Map<String, StandIn> before;
    private final Map<String, StandIn> after;
    private final OfflineChannels channelsBefore;
    private final OfflineChannels channelsAfter;
    private final Map<String, Integer> written = new HashMap<>();
    private final Map<String, List<String>> changes = new LinkedHashMap<>();
    private boolean broken;

    public MessageChanges(OfflineChannels before, OfflineChannels after) {
        this.channelsBefore = before;
        this.channelsAfter = after;
        this.before = ways(before);
        this.after = ways(after);
        for (String name : new TreeSet<>(this.before.keySet())) {
            if (!this.after.containsKey(name)) {
                changes.put("channel " + name, List.of("is gone"));
            }
        }
        for (String name : new TreeSet<>(this.after.keySet())) {
            if (!this.before.containsKey(name)) {
                changes.put("channel " + name, List.of("is new"));
            }
        }
    }

    private static Map<String, StandIn> ways(OfflineChannels channels) {
        return channels.ways().collect(Collectors.toMap(StandIn::name, way -> way, (one, other) -> one));
    }

    /** Compares what both would post; of each kind of event only the first ones are written. */
    public void add(PublishedEvent was, PublishedEvent is) {
        String kind = was.source() + " " + was.transition();
        if (written.merge(kind, 1, Integer::sum) > EVENTS) {
            return;
        }
        before.forEach((name, way) -> {
            StandIn other = after.get(name);
            if (other != null && !changes.containsKey(name + ", " + kind)) {
                compare(name + ", " + kind, way.notice(was, was.lastSeen()), other, sameId(was, is));
            }
        });
    }

    private void compare(String what, Notice was, StandIn way, PublishedEvent is) {
        StandIn wayBefore = Objects.requireNonNull(before.get(way.name()));
        MessagePreview first = channelsBefore.preview(wayBefore, was);
        MessagePreview changed = channelsAfter.preview(way, way.notice(is, is.lastSeen()));
        if (first.problem() == null && changed.problem() != null) {
            broken = true;
            changes.put(what, List.of("nothing can be posted any more: " + changed.problem()));
            return;
        }
        FlatTree text = FlatTree.of(first);
        List<String> lines =
                text.changes(FlatTree.of(channelsBefore.preview(wayBefore, was)), FlatTree.of(changed), MOST_LINES);
        if (!lines.isEmpty()) {
            changes.put(what, lines);
        }
    }

    /** Links and ids of the message are those of one event. */
    private static PublishedEvent sameId(PublishedEvent was, PublishedEvent is) {
        ObjectNode json = Json.mapper().valueToTree(is);
        json.put("_id", was.id());
        json.put("position", was.position());
        try {
            return Json.mapper().treeToValue(json, PublishedEvent.class);
        } catch (IOException e) {
            throw new UncheckedIOException("an event cannot be read again", e);
        }
    }

    /** By channel, source and transition: what differs, a line for each field. */
    public Map<String, List<String>> changes() {
        return changes;
    }

    /** Whether a message could be posted and cannot any more. */
    public boolean broken() {
        return broken;
    }
}
