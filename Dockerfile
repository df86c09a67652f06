FROM maven:3-eclipse-temurin-25 AS build
WORKDIR /source
COPY .mvn .mvn
COPY pom.xml .
COPY src src
RUN mvn -B -q -DskipTests -Dquarkus.package.jar.type=aot-jar package

FROM eclipse-temurin:25-jre
WORKDIR /app
COPY --from=build /source/target/quarkus-app ./
ENV JDK_JAVA_OPTIONS="-XX:MaxRAMPercentage=60 -XX:+UseParallelGC -XX:NewRatio=1 -XX:+UseCompactObjectHeaders -XX:+ExitOnOutOfMemoryError"
# A rehearsal leaves a cache of loaded and linked classes and of what is worth compiling, which later starts begin with.
RUN java -XX:AOTCacheOutput=livedoctor.aot -jar quarkus-run.jar rehearse && test -s livedoctor.aot
ENV JDK_JAVA_OPTIONS="$JDK_JAVA_OPTIONS -XX:AOTCache=livedoctor.aot"
ENV QUARKUS_HTTP_HOST=0.0.0.0
EXPOSE 8080
# Where a volume belongs: what is recorded, and what is still to be told. Without one it lasts as long as the container.
RUN mkdir /data && chown 10001 /data
ENV LIVEDOCTOR_HISTORY_DIRECTORY=/data/history LIVEDOCTOR_NOTIFICATIONS_DIRECTORY=/data/notifications
USER 10001
ENTRYPOINT ["java", "-jar", "quarkus-run.jar"]
