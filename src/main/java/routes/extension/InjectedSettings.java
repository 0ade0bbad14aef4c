package routes.extension;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Executable;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.PropertyInject;
import routes.extension.source.PackagedClasses;

/** The settings that classes ask for by {@link PropertyInject}: they have them from the start to the stop. */
public final class InjectedSettings {
    private InjectedSettings() {}

    public static Set<String> names(String packageName) {
        return PackagedClasses.started().findByFilter(type -> true, packageName).stream()
                .flatMap(InjectedSettings::places)
                .flatMap(place -> Stream.ofNullable(place.getAnnotation(PropertyInject.class)))
                .map(PropertyInject::value)
                .collect(Collectors.toSet());
    }

    private static Stream<AnnotatedElement> places(Class<?> type) {
        Stream<Executable> executables =
                Stream.concat(Arrays.stream(type.getDeclaredMethods()), Arrays.stream(type.getDeclaredConstructors()));
        return Stream.concat(
                Arrays.stream(type.getDeclaredFields()),
                executables.flatMap(executable -> Stream.concat(
                        Stream.of((AnnotatedElement) executable), Arrays.stream(executable.getParameters()))));
    }
}
