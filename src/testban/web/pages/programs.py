"""What there is for programs, told to their authors."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from testban.store.export import TABLES
from testban.web.language import language_of
from testban.web.site import site_of

router = APIRouter()

CHINESE = {
    "/api/v1/treaties": "各条约及其规则。",
    "/api/v1/treaties/{treaty}/status": "条约在某日是否生效、各项计数，以及尚缺的国家。",
    "/api/v1/treaties/{treaty}/lists/{role}": "某日在条约中属于某一类的国家。",
    "/api/v1/treaties/{treaty}/whatif": "假设某些国家于某日采取行动，条约的状况。",
    "/api/v1/treaties/{treaty}/actions": "逐项行动及其来源，按台账次序；被取代者注明由何项取代。",
    "/api/v1/states": "各国，按 ISO 3166-1 三字母代码排列。",
    "/api/v1/states/{state}": "一国（代码或国名）及其在各条约中的状况。",
    "/api/v1/documents": "文件，按文号和日期排列。",
    "/api/v1/documents/{key}/text": "文件解码后的原文，一切位置均据此计算。",
    "/api/v1/documents/{key}/blocks": "文件修复后的段落、标题和分项，按原文次序。",
    "/api/v1/documents/{key}": "一份文件，按 SHA-256（或其开头）、文号或文件名查找。",
    "/api/v1/facts": "文件所述的事实，最早的文件在前；各项条件须同时满足。",
    "/api/v1/activities": "各国报告所载促进条约的活动，最早的报告在前。",
    "/api/v1/findings": "核对文件所得的疑点，按文件和位置排列。",
    "/api/v1/findings/numbers": "疑点数目，按规则、轻重和可能的原因统计。",
    "/api/v1/rules": "核对规则及其中英文说明。",
    "/api/v1/search": "符合查询的段落，最相符的在前。",
    "/api/v1/meetings": "各次会议。",
    "/api/v1/meeting": "一次会议的与会国、发言国和主席团，及其议程、决定、措施和文件。",
    "/api/v1/measures": "历次宣言的措施对照：因序号变动，按内容对应；每项为一条措施的最近措辞及其在历次会议的案文，"
    "以最近一次宣言的次序在前。",
    "/api/v1/events": "已定位的事件，自起始日至终止日，最近的在前。",
    "/api/v1/events/{number}": "一个事件及其到时，按编号或标识查找。",
    "/api/v1/stations": "随附的国际监测系统台站和台阵子台。",
    "/api/v1/facilities": "议定书所列的321个台站和16个实验室。",
    "/api/v1/counts": "库中内容的数量，以及随每次变动递增的编号。",
    "/api/v1/uploads": "上传一份文件，读取并核对；附令牌则存入库中。",
}
"""What the OpenAPI document says of each address, in Chinese."""


@router.get("/api")
def programs(request: Request) -> Response:
    """The addresses of the API, from its own OpenAPI document."""
    chinese = language_of(request) == "zh"
    paths = request.app.openapi()["paths"]
    rows = [
        (path, (chinese and CHINESE.get(path)) or described["description"])
        for path, verbs in paths.items()
        for described in verbs.values()
    ]
    site = site_of(request)
    return site.render(
        request, "api.html", rows=rows, tables=list(TABLES), one_file=site.store.file
    )
