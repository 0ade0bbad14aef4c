package routes.datasource;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import routes.common.error.RefusedRequest;

/** The types of data sources that are there: whatever the registry holds. */
public final class DataSources {
    private final Supplier<? extends Collection<DataSource>> registered;

    public DataSources(Supplier<? extends Collection<DataSource>> registered) {
        this.registered = registered;
    }

    /** By their exact name. */
    public Optional<DataSource> find(String type) {
        return all().stream().filter(found -> found.type().equals(type)).findFirst();
    }

    /** By the name in an address, such as {@code zabbix}. */
    public Optional<DataSource> inPath(String name) {
        return all().stream()
                .filter(found -> found.type().equalsIgnoreCase(name))
                .findFirst();
    }

    /** @throws RefusedRequest that names the field and the types there are */
    public DataSource require(String field, String type) {
        return find(type).orElseThrow(() -> RefusedRequest.invalid(field, field + " must be one of " + names()));
    }

    public List<String> names() {
        return all().stream().map(DataSource::type).toList();
    }

    /** Sorted by name. */
    public List<DataSource> all() {
        TreeMap<String, DataSource> sorted = new TreeMap<>();
        registered.get().forEach(found -> {
            if (sorted.put(found.type(), found) != null) {
                throw new IllegalStateException("two data sources have the type " + found.type());
            }
        });
        return List.copyOf(sorted.values());
    }
}
