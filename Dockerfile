FROM maven:3-eclipse-temurin-25 AS build
WORKDIR /source
COPY .mvn .mvn
COPY pom.xml .
COPY src src
RUN mvn -B -q -DskipTests package

FROM eclipse-temurin:25-jre
WORKDIR /app
COPY --from=build /source/target/quarkus-app ./
ENV JDK_JAVA_OPTIONS="-XX:MaxRAMPercentage=60 -XX:+UseParallelGC -XX:+UseCompactObjectHeaders -XX:+ExitOnOutOfMemoryError"
# A start that warms up and is stopped again leaves a cache of loaded and linked classes, which later starts begin with.
# 124: it served until it was stopped.
# No first key: one in an image is no secret.
RUN LIVEDOCTOR_ACCESS_DIRECTORY=/proc/none timeout 30 java -XX:AOTCacheOutput=livedoctor.aot -jar quarkus-run.jar; test $? = 124
ENV JDK_JAVA_OPTIONS="$JDK_JAVA_OPTIONS -XX:AOTCache=livedoctor.aot"
ENV QUARKUS_HTTP_HOST=0.0.0.0
EXPOSE 8080
USER 10001
ENTRYPOINT ["java", "-jar", "quarkus-run.jar"]
