package routes.wiring;

import com.mongodb.client.MongoDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import routes.common.repository.Repository;
import routes.extension.lint.BeanDirectory;
import routes.extension.source.PackagedClasses;
import routes.store.CollectionNames;
import routes.store.StoreIndexes;
import routes.store.StoredCollections;

/**
 * The collections that a bean works on, as far as its wiring shows them: those that classes of the store name which its
 * factory takes, or which it makes from the database for the ports of the bean. No bean is made for that. A class of the
 * store that is given the name of its collection is not seen.
 */
public final class BeanCollections {
    private static final String STORE = CollectionNames.class.getPackageName();
    private static final String OWN = "routes.";

    /** A text in the file of a class: its kind, its length in two bytes, and the text. */
    private static final Pattern NAME = Pattern.compile("\\x01\\x00([\\x00-\\xff])(veaiops__[a-z0-9_]+)");

    private static final Pattern SWEEP = Pattern.compile("\\w+\\('(\\w+)'\\)");

    private final BeanDirectory beans;
    private final Set<Class<?>> stores;
    private final Map<String, Set<String>> known = new HashMap<>();

    public BeanCollections(BeanDirectory beans) {
        this.beans = beans;
        this.stores = PackagedClasses.started().findByFilter(type -> !type.equals(CollectionNames.class), STORE);
    }

    /**
     * Names of collections, sorted; none when the bean has none, or does not show them.
     *
     * @param bean its name, or the call of a sweep with the kind of history that it deletes: {@code historySweep('alarms')}
     */
    public Set<String> of(String bean) {
        Matcher swept = SWEEP.matcher(bean);
        if (swept.matches()) {
            return new TreeSet<>(StoredCollections.sweptFor(swept.group(1)));
        }
        return known.computeIfAbsent(bean, name -> {
            Set<String> found = new TreeSet<>();
            collect(name, found, new HashSet<>());
            return found;
        });
    }

    private void collect(String bean, Set<String> found, Set<Object> seen) {
        if (!seen.add(bean)) {
            return;
        }
        List<Class<?>> needs = beans.needsOf(bean);
        beans.typeOf(bean).filter(BeanCollections::own).ifPresent(type -> {
            if (stores.contains(type)) {
                found.addAll(named(type));
            } else if (needs.contains(MongoDatabase.class)) {
                port(type, needs, found, seen);
            }
        });
        needs.stream()
                .filter(BeanCollections::own)
                .flatMap(beans::assignableTo)
                .forEach(part -> collect(part, found, seen));
    }

    /** A class of the store that is a bean itself would have been taken. */
    private void port(Class<?> port, List<Class<?>> taken, Set<String> found, Set<Object> seen) {
        if (!seen.add(port)) {
            return;
        }
        if (port.isInterface() || stores.contains(port)) {
            stores.stream()
                    .filter(store -> port.isAssignableFrom(store)
                            && beans.assignableTo(store).findAny().isEmpty())
                    .forEach(store -> found.addAll(named(store)));
        } else {
            fields(port, taken, found, seen);
        }
    }

    /** What a factory makes from the database is for the fields that it does not take. */
    private void fields(Class<?> type, List<Class<?>> taken, Set<String> found, Set<Object> seen) {
        for (Field field : type.getDeclaredFields()) {
            Class<?> port = field.getType();
            if (port == Repository.class) {
                records(field.getGenericType()).forEach(store -> found.addAll(named(store)));
            } else if (own(port) && !Modifier.isStatic(field.getModifiers()) && !isTaken(port, taken)) {
                port(port, taken, found, seen);
            }
        }
    }

    /** The classes of the store that keep what a repository holds. */
    private Stream<Class<?>> records(Type repository) {
        return stores.stream().filter(store -> argument(store.getGenericSuperclass())
                .filter(record -> argument(repository).equals(Optional.of(record)))
                .isPresent());
    }

    private static Optional<Type> argument(@Nullable Type type) {
        return type instanceof ParameterizedType generic
                ? Optional.of(generic.getActualTypeArguments()[0])
                : Optional.empty();
    }

    private static boolean isTaken(Class<?> port, List<Class<?>> taken) {
        return taken.stream().anyMatch(port::isAssignableFrom);
    }

    private static boolean own(Class<?> type) {
        return type.getName().startsWith(OWN);
    }

    private static Collection<String> named(Class<?> store) {
        if (store == StoreIndexes.class) {
            return StoredCollections.indexed();
        }
        try (InputStream file = store.getResourceAsStream("/" + store.getName().replace('.', '/') + ".class")) {
            if (file == null) {
                return List.of();
            }
            String code = new String(file.readAllBytes(), StandardCharsets.ISO_8859_1);
            return NAME.matcher(code)
                    .results()
                    .map(found -> found.group(2)
                            .substring(
                                    0,
                                    Math.min(
                                            found.group(2).length(),
                                            found.group(1).charAt(0))))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("reading the class " + store.getName(), e);
        }
    }
}
