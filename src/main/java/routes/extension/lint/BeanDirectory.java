package routes.extension.lint;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.camel.BindToRegistry;
import org.apache.camel.util.StringHelper;
import routes.extension.source.PackagedClasses;

/** The beans that classes offer to routes by {@link BindToRegistry}, found without making one. */
public final class BeanDirectory {
    private final Map<String, Class<?>> types;
    private final Map<String, List<Class<?>>> needs;
    private final Function<String, Optional<Class<?>>> others;

    BeanDirectory(Map<String, Class<?>> types) {
        this(types, Map.of(), name -> Optional.empty());
    }

    private BeanDirectory(
            Map<String, Class<?>> types,
            Map<String, List<Class<?>>> needs,
            Function<String, Optional<Class<?>>> others) {
        this.types = Map.copyOf(types);
        this.needs = Map.copyOf(needs);
        this.others = others;
    }

    /** These, and those that the function finds by name. */
    public BeanDirectory with(Function<String, Optional<Class<?>>> more) {
        return new BeanDirectory(types, needs, more);
    }

    /** Reads the classes of a package and those below it. */
    public static BeanDirectory scan(String packageName) {
        Map<String, Class<?>> types = new HashMap<>();
        Map<String, List<Class<?>>> needs = new HashMap<>();
        for (Class<?> found : PackagedClasses.started().findByFilter(type -> true, packageName)) {
            BindToRegistry bound = found.getAnnotation(BindToRegistry.class);
            if (bound != null) {
                types.put(nameOr(bound, StringHelper.decapitalize(found.getSimpleName())), found);
            }
            Arrays.stream(found.getDeclaredMethods())
                    .filter(method -> method.isAnnotationPresent(BindToRegistry.class))
                    .forEach(method -> {
                        String name = nameOr(method.getAnnotation(BindToRegistry.class), method.getName());
                        types.put(name, method.getReturnType());
                        needs.put(name, List.of(method.getParameterTypes()));
                    });
        }
        return new BeanDirectory(types, needs, name -> Optional.empty());
    }

    /** What the factory of a bean takes; nothing for a bean without one. */
    public List<Class<?>> needsOf(String name) {
        return needs.getOrDefault(name, List.of());
    }

    /** Names of the beans that can be taken as this type, sorted. */
    public Stream<String> assignableTo(Class<?> type) {
        return types.entrySet().stream()
                .filter(bean -> type.isAssignableFrom(bean.getValue()))
                .map(Map.Entry::getKey)
                .sorted();
    }

    public Optional<Class<?>> typeOf(String name) {
        return Optional.<Class<?>>ofNullable(types.get(name)).or(() -> others.apply(name));
    }

    static boolean hasMethod(Class<?> type, String name) {
        return Arrays.stream(type.getMethods()).map(Method::getName).anyMatch(name::equals);
    }

    private static String nameOr(BindToRegistry bound, String standard) {
        return bound.value().isEmpty() ? standard : bound.value();
    }
}
