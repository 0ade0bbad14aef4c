package routes.alarm;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import routes.common.error.ErrorCode;
import routes.common.error.RefusedRequest;

/** What became of a post, item by item, in the order of the post. One bad item harms no other. */
public final class Converted {
    private final List<Item> items;
    private final int first;
    private final IntFunction<byte[]> alone;
    private final @Nullable JsonNode post;

    private Converted(List<Item> items, int first, IntFunction<byte[]> alone, @Nullable JsonNode post) {
        this.items = List.copyOf(items);
        this.first = first;
        this.alone = alone;
        this.post = post;
    }

    /** What became of one item. */
    public sealed interface Item {
        /** It is an alarm. */
        record Taken(Alarm alarm) implements Item {}

        /** It cannot be used. */
        record Refused(RefusedRequest reason) implements Item {}

        /** It is understood and is no alarm. */
        record Ignored(String why) implements Item {}
    }

    /**
     * An item that could not be used.
     *
     * @param index its position in the post, from 0
     * @param body the post cut down to this item, or the whole post where it cannot be cut: with the index it can be
     *     converted by itself
     */
    public record RefusedItem(int index, RefusedRequest reason, Supplier<byte[]> body) {}

    /** Of a converter that takes a post as a whole, or not at all. */
    static Converted whole(Intake intake, List<Alarm> alarms) {
        return each(intake, alarms.size(), i -> new Item.Taken(alarms.get(i)), i -> intake.body());
    }

    /**
     * Converts every item by itself; of an intake that is for one item, only that one.
     *
     * @param size how many items the body has
     * @param convert makes something of the item at a position of the body, or refuses it by an exception
     * @param alone the body with the item at this position and no other
     * @throws RefusedRequest when the intake is for an item that the body does not have
     */
    public static Converted each(Intake intake, int size, IntFunction<Item> convert, IntFunction<byte[]> alone) {
        OptionalInt only = intake.only();
        if (only.isEmpty()) {
            List<Item> items = new ArrayList<>(size);
            for (int i = 0; i < size; i++) {
                items.add(attempt(convert, i));
            }
            return new Converted(items, 0, i -> size == 1 ? intake.body() : cut(intake, alone, i), null);
        }
        int at = size == 1 ? 0 : only.getAsInt();
        if (at >= size) {
            throw RefusedRequest.of(ErrorCode.BAD_REQUEST, "the body has no item " + at + ", it has " + size);
        }
        return new Converted(List.of(attempt(convert, at)), only.getAsInt(), i -> intake.body(), null);
    }

    /** Broken text of a sender may not be writable again: then the post is kept as it came. */
    private static byte[] cut(Intake intake, IntFunction<byte[]> alone, int position) {
        try {
            return alone.apply(position);
        } catch (IllegalArgumentException e) {
            return intake.body();
        }
    }

    private static Item attempt(IntFunction<Item> convert, int position) {
        try {
            return convert.apply(position);
        } catch (RefusedRequest e) {
            return new Item.Refused(e);
        }
    }

    /** The same, made by a mapping of this post: a changed mapping can read it again. */
    public Converted of(JsonNode mapped) {
        return new Converted(items, first, alone, mapped);
    }

    /** What a mapping read; null when the converter is code. */
    public @Nullable JsonNode post() {
        return post;
    }

    /** In the order of the post. */
    public List<Item> items() {
        return items;
    }

    /** The same, with the items that the check refuses refused too. */
    public Converted checked(UnaryOperator<Item> check) {
        List<Item> checked = new ArrayList<>(items.size());
        for (Item item : items) {
            checked.add(check.apply(item));
        }
        return new Converted(checked, first, alone, post);
    }

    /** In the order of the post. */
    public List<Alarm> alarms() {
        List<Alarm> alarms = new ArrayList<>(items.size());
        for (Item item : items) {
            if (item instanceof Item.Taken taken) {
                alarms.add(taken.alarm());
            }
        }
        return alarms;
    }

    /** In the order of the post. */
    public List<RefusedItem> refused() {
        List<RefusedItem> refused = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            if (items.get(i) instanceof Item.Refused item) {
                int position = i;
                refused.add(new RefusedItem(first + i, item.reason(), () -> alone.apply(position)));
            }
        }
        return refused;
    }

    /** Whether anything of the post was understood; so is a post without items. */
    public boolean usable() {
        return items.isEmpty() || !items.stream().allMatch(Item.Refused.class::isInstance);
    }

    /**
     * The alarms of a post that is used in part or in whole.
     *
     * @throws RefusedRequest the reason of the first item, when none of them can be used
     */
    public List<Alarm> alarmsOrRefusal() {
        if (!usable() && items.get(0) instanceof Item.Refused first) {
            throw first.reason();
        }
        return alarms();
    }
}
