package routes.extension.lint;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.camel.BindToRegistry;
import org.apache.camel.support.scan.DefaultPackageScanClassResolver;
import org.apache.camel.util.StringHelper;

/** The beans that classes offer to routes by {@link BindToRegistry}, found without making one. */
public final class BeanDirectory {
    private final Map<String, Class<?>> types;
    private final Function<String, Optional<Class<?>>> others;

    BeanDirectory(Map<String, Class<?>> types) {
        this(types, name -> Optional.empty());
    }

    private BeanDirectory(Map<String, Class<?>> types, Function<String, Optional<Class<?>>> others) {
        this.types = Map.copyOf(types);
        this.others = others;
    }

    /** These, and those that somebody else finds by name. */
    public BeanDirectory with(Function<String, Optional<Class<?>>> more) {
        return new BeanDirectory(types, more);
    }

    /** Reads the classes of a package and those below it. */
    public static BeanDirectory scan(String packageName) {
        DefaultPackageScanClassResolver scanner = new DefaultPackageScanClassResolver();
        scanner.start();
        Map<String, Class<?>> types = new HashMap<>();
        for (Class<?> found : scanner.findByFilter(type -> true, packageName)) {
            BindToRegistry bound = found.getAnnotation(BindToRegistry.class);
            if (bound != null) {
                types.put(nameOr(bound, StringHelper.decapitalize(found.getSimpleName())), found);
            }
            Arrays.stream(found.getDeclaredMethods())
                    .filter(method -> method.isAnnotationPresent(BindToRegistry.class))
                    .forEach(method -> types.put(
                            nameOr(method.getAnnotation(BindToRegistry.class), method.getName()),
                            method.getReturnType()));
        }
        return new BeanDirectory(types);
    }

    Optional<Class<?>> typeOf(String name) {
        return Optional.<Class<?>>ofNullable(types.get(name)).or(() -> others.apply(name));
    }

    static boolean hasMethod(Class<?> type, String name) {
        return Arrays.stream(type.getMethods()).map(Method::getName).anyMatch(name::equals);
    }

    private static String nameOr(BindToRegistry bound, String standard) {
        return bound.value().isEmpty() ? standard : bound.value();
    }
}
