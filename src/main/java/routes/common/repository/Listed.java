package routes.common.repository;

import java.util.List;

/**
 * A part of a list.
 *
 * @param total how many there are in all
 */
public record Listed<T>(List<T> items, long total) {
    public Listed {
        items = List.copyOf(items);
    }
}
