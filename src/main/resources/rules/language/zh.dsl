# .dslr 文件中每句话的含义。{花括号} 中填指标、代码等；不支持正则表达式。
# 规则的第一句（当 …）是证据本身，其余（且 …）只需同时成立。
[keyword]规则=rule
[keyword]如果=when
[keyword]那么=then
[keyword]结束=end
[when]当 {metric} 偏高 且只在一个 {slice} 时=$seen : Reading( metric == "{metric}", high, slice == "{slice}" )
[when]当 {metric} 偏低 且只在一个 {slice} 时=$seen : Reading( metric == "{metric}", low, slice == "{slice}" )
[when]当 {metric} 偏高 时=$seen : Reading( metric == "{metric}", high )
[when]当 {metric} 偏低 时=$seen : Reading( metric == "{metric}", low )
[when]当 {metric} 严重 时=$seen : Reading( metric == "{metric}", severe )
[when]当 {metric} 正常 时=$seen : Reading( metric == "{metric}", normal )
[when]当 {metric} 异常 时=$seen : Reading( metric == "{metric}", unusual )
[when]当 {metric} 上升 时=$seen : Reading( metric == "{metric}", rising )
[when]当 {metric} 下降 时=$seen : Reading( metric == "{metric}", falling )
[when]当 属性 {attribute} 为 {text} 时=$seen : Attribute( name == "{attribute}", text == "{text}" )
[when]当 事件 {event} 发生在最近 {minutes} 分钟 时=$seen : Event( type == "{event}", minutesAgo <= {minutes} )
[when]且 {metric} 偏高=exists Reading( metric == "{metric}", high )
[when]且 {metric} 偏低=exists Reading( metric == "{metric}", low )
[when]且 {metric} 正常=exists Reading( metric == "{metric}", normal )
[when]且 {metric} 不偏高=not Reading( metric == "{metric}", high )
[when]且 {metric} 不偏低=not Reading( metric == "{metric}", low )
[when]且 出现 {symptom}=exists Symptom( code == "{symptom}" )
[when]且 属性 {attribute} 为 {text}=exists Attribute( name == "{attribute}", text == "{text}" )
[then]那么 出现 {symptom}=insertLogical( shows( "{symptom}", $seen ) );
[then]那么 足以断定 {cause}=insertLogical( supports( "{cause}", DECISIVE, $seen ) );
[then]那么 有力支持 {cause}=insertLogical( supports( "{cause}", STRONG, $seen ) );
[then]那么 支持 {cause}=insertLogical( supports( "{cause}", MODERATE, $seen ) );
[then]那么 略微支持 {cause}=insertLogical( supports( "{cause}", WEAK, $seen ) );
[then]那么 足以排除 {cause}=insertLogical( contradicts( "{cause}", DECISIVE, $seen ) );
[then]那么 有力反对 {cause}=insertLogical( contradicts( "{cause}", STRONG, $seen ) );
[then]那么 反对 {cause}=insertLogical( contradicts( "{cause}", MODERATE, $seen ) );
[then]那么 略微反对 {cause}=insertLogical( contradicts( "{cause}", WEAK, $seen ) );
